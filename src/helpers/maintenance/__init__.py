"""What do those need who keep the project? Not a part of any run."""
