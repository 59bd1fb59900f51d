"""Rules about the code that a program can check: layers, texts, enums, routes, prose. Never what people see."""
