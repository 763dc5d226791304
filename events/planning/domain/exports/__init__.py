"""Handing the agenda out as a file: for spreadsheets, for calendars, for the wall."""
