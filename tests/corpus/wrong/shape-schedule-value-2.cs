namespace Corpus;

public static partial class WrongScheduleValue2
{
    [Task, Schedule("0 3 * * *", Missed = "a day")] //! TT0023
    public static int Do() => 1;
}
