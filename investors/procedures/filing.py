"""Where a procedure is filed: never here."""

# The public portal through which every dossier is filed (Decree 118/2025/NĐ-CP). How its page of
# one procedure is addressed was not verified, so links go to its front door and pages show the
# code to search by.
NATIONAL_PORTAL = "https://dichvucong.gov.vn/"
