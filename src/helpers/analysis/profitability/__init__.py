"""Who earns and who costs, once serving is counted?"""
