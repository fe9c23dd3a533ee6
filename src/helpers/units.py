"""In which unit and range is a threshold given, and how is it checked?

A type names the unit and the range (``Share`` is 0 to 1), :func:`threshold` says the rest. Whoever
makes or copies settings is checked by the same ranges.
"""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from helpers.language import N_

# where a default comes from
METHOD = N_("method book")
ASSUMED = N_("assumed until measured")
CHOSEN = N_("our choice")
USUAL = N_("usual")


def _unit(name: str, **span: Any) -> FieldInfo:
    extra: dict[str, Any] = {"unit": name}
    return Field(strict=True, allow_inf_nan=False, json_schema_extra=extra, **span)


def _many(value: object) -> object:
    """A list of YAML, or one value alone, as the tuple that a frozen object keeps."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


LIST = (BeforeValidator(_many), Field(min_length=1))
Switch = Annotated[bool, Field(strict=True, json_schema_extra={"unit": N_("switch")})]
Share = Annotated[float, _unit(N_("share"), ge=0, le=1)]
Times = Annotated[float, _unit(N_("times"), ge=0)]
Variation = Annotated[float, _unit(N_("standard deviation ÷ mean"), ge=0)]
Money = Annotated[float, _unit(N_("money"), ge=0)]
Attempts = Annotated[float, _unit(N_("attempts"), ge=0.1, le=1e6)]
Months = Annotated[int, _unit(N_("months"), ge=1)]
Customers = Annotated[int, _unit(N_("customers"), ge=1)]
Items = Annotated[int, _unit(N_("items"), ge=1)]
Purchases = Annotated[int, _unit(N_("purchases"), ge=1)]
Score = Annotated[float, _unit(N_("score"), ge=0)]
Quarters = Annotated[int, _unit(N_("quarters"), ge=1)]
Texts = Annotated[int, _unit(N_("definitions"), ge=2)]
People = Annotated[int, _unit(N_("people"), ge=2)]
Studies = Annotated[int, _unit(N_("studies"), ge=1)]
Forms = Annotated[int, _unit(N_("forms"), ge=1)]
CustomerMonths = Annotated[int, _unit(N_("customer-months"), ge=1)]
Errors = Annotated[float, _unit(N_("standard errors"), ge=0)]
Leads = Annotated[int, _unit(N_("leads"), ge=1)]
Groups = Annotated[int, _unit(N_("groups"), ge=2)]
Gaps = Annotated[int, _unit(N_("gaps"), ge=0, le=1000)]
Year = Annotated[int, _unit(N_("year"), ge=1)]
Days = Annotated[int, _unit(N_("days"), ge=1)]
Seconds = Annotated[int, _unit(N_("seconds"), ge=1)]
Minutes = Annotated[int, _unit(N_("minutes"), ge=1)]
Chapters = Annotated[int, _unit(N_("chapters"), ge=0, le=1024)]
Hours = Annotated[float, _unit(N_("hours"), ge=0.01, le=8760)]
HourOfDay = Annotated[float, _unit(N_("hours"), ge=0, le=24)]
WeekDays = Annotated[int, _unit(N_("days of a week"), ge=1, le=7)]
Seed = Annotated[int, _unit(N_("number"), ge=0, le=2**32 - 1)]
Shares = Annotated[tuple[Share, ...], *LIST]
SeveralMonths = Annotated[tuple[Months, ...], *LIST]
SeveralHours = Annotated[tuple[Hours, ...], *LIST]
Years = Annotated[tuple[Year, ...], *LIST]
Word = Annotated[str, Field(strict=True, json_schema_extra={"unit": N_("word")})]
Words = Annotated[tuple[Word, ...], BeforeValidator(_many)]


def threshold(default: object, decides: str, source: str, **span: Any) -> Any:
    """A field: its default, what it decides, where the default comes from, a range of its own."""
    extra: dict[str, Any] = {"source": source}
    return Field(default, description=decides, json_schema_extra=extra, **span)


class Checked(BaseModel):
    """Frozen, without unknown names; a copy with changes is checked like the first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with ``update``, checked: pydantic by itself would take anything."""
        return type(self).model_validate({**vars(self), **(update or {})})


class Subject(Checked):
    """Thresholds of one subject."""

    ordered: ClassVar[tuple[tuple[str, str], ...]] = ()  # the first must not be larger

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for smaller, larger in self.ordered:
            low, high = getattr(self, smaller), getattr(self, larger)
            if low > high:
                context = {"smaller": smaller, "larger": larger, "low": low, "high": high}
                raise PydanticCustomError(
                    "order", "{smaller} must not be larger than {larger}", context
                )
        return self
