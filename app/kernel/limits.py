"""How much may be sent at once, where more than one feature has to know: told at `/v1/me`."""

FILE_BYTES = 25 * 2**20
FILES_OF_A_REPORT = 20
# What stands around the file in a form: boundaries and the heads of its parts.
FORM_BYTES = FILE_BYTES + 65_536
# A thousand reports of four thousand letters, or four hundred as long as reports get.
BATCH_BYTES = 4 * 2**20
