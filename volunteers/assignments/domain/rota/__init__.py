"""Draft rotas: asked for, worked out, reviewed, published, repaired."""
