from tests.storage.conftest import centre  # noqa: F401 - a fixture
