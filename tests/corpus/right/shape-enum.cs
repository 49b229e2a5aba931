namespace Corpus;

public static partial class ShapeEnum
{
    [Task] public static void Do(DayOfWeek day, TimeSpan time, DateTimeOffset at, Uri address) { }
}
