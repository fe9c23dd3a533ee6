"""Chapter 04: whom do we call, who calls, and with what?"""
