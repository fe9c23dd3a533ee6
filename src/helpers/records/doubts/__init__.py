"""What is asked about records that were read well and may yet be wrong?"""
