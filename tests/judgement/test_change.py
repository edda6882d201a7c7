"""Did it move?"""

from beichen.domain.observation import Reason
from beichen.judgement.change import ExpectedRange, Verdict, no_range


def test_without_a_range_no_change_is_called_noise_or_news():
    found = no_range(Reason.TOO_SHORT)
    assert found == ExpectedRange(None, None, None, Verdict.UNDETERMINED, Reason.TOO_SHORT)
    assert found.reason.text.as_dict() == {"en": "the history is too short", "zh": "历史数据太短"}
