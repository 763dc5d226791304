// The page on which an event is moved: only venues of the chosen municipality.

import { follows } from './forms/following.js';

follows(document);
