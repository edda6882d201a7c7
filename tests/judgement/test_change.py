"""Did it move?"""

from beichen.domain.observation import Reason
from beichen.judgement.change import ExpectedRange, Verdict, expected_range


def test_without_a_model_of_its_history_no_change_is_called_noise_or_news():
    found = expected_range()
    assert found == ExpectedRange(None, None, Verdict.UNDETERMINED, Reason.NO_EXPECTATION)
    assert found.reason.text.as_dict() == {
        "en": "no expected range is computed for this metric yet",
        "zh": "尚未计算该指标的预期区间",
    }
