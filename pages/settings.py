"""Who, what, which rules?"""

from pbi.ui.session import identity
from pbi.ui.session.identity import Role
from pbi.ui.settings import kinds

identity.guard(Role.MANAGER)
kinds.draw()
