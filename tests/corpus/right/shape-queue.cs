namespace Corpus;

public static partial class ShapeQueue
{
    [Task(Queue = "cpu-heavy", MaxRetries = 0)] public static void Do() { }
}
