namespace Corpus;

public static partial class WrongScheduleParameter
{
    [Task, Schedule("0 9 * * *")] public static void Do(string path) { } //! TT0025
}
