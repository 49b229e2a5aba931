namespace Corpus;

public static partial class WrongScheduleParameter2
{
    [Schedule("0 9 * * *")] public static void Do(ScheduledRun run) { } //! TT0025
}
