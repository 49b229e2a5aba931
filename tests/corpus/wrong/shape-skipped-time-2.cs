namespace Corpus;

public static partial class WrongSkippedTime2
{
    [Task, Schedule("@daily", TimeZone = "Asia/Beirut")] public static int Do() => 1; //! TT0026
}
