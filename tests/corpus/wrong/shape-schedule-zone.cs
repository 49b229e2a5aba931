namespace Corpus;

public static partial class WrongScheduleZone
{
    [Task, Schedule("0 9 * * *", TimeZone = "Europe/Pariss")] public static void Do(ScheduledRun run) { } //! TT0024
}
