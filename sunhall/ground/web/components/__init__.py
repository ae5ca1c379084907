"""Components: the tags of `{% load ui %}`, one file per family; a missing argument is an error."""
