"""What people took home: completed programmes, opinions, knowledge: the pages."""
