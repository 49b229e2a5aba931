namespace Corpus;

public static partial class Depots
{
    [Task] public static Dictionary<DayOfWeek, string> Plan() => [];
}
