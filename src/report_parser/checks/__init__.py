"""Findings: is the report complete, and does it add up?"""
