"""The project file: the only package that knows SQL."""

from qualcode.project.file import Overview, ProjectFile, check_file, repair_file

__all__ = ["Overview", "ProjectFile", "check_file", "repair_file"]
