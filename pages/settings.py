"""Who, what, which rules?"""

from pbi.ui import identity, settings
from pbi.ui.identity import Role

identity.guard(Role.MANAGER)
settings.draw()
