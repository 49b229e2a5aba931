namespace Corpus;

public static partial class WrongSkippedTime
{
    [Task, Schedule("30 2 * * *", TimeZone = "Europe/Paris")] public static void Do(ScheduledRun run) { } //! TT0026
}
