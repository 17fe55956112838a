"""The program is replaced by a newer one out of one signed file, and goes back by itself.

No network: the file brings the program, its packages as wheels, and one signature over it all.
"""
