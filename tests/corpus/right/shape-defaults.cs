namespace Corpus;

public static partial class ShapeDefaults
{
    [Task] public static void Do(int a = 1, string? b = null, DayOfWeek c = DayOfWeek.Friday) { }
}
