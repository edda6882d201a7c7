"""Faces: what people and programs meet. Each face knows the workspace, none knows another."""
