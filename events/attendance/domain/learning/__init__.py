"""What people took home: completed programmes, opinions, knowledge."""
