"""How are the chapters read by a person? In JupyterLab, themselves or as copies."""
