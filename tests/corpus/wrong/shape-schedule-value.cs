namespace Corpus;

public static partial class WrongScheduleValue
{
    [Task, Schedule("0 3 31 2 *")] public static void Do(ScheduledRun run) { } //! TT0023
}
