namespace TypedTasks.Conformance.Tests;

public static partial class Blocking
{
    // The point of this task is a blocked thread: nothing signals it.
    [Task(MaxRetries = 0)]
    public static int Block(int index, TimeSpan time, [FromServices] RunLog log)
    {
        log.Add(index);
        Thread.Sleep(time);
        return index;
    }

    [Task]
    public static int Finished(IReadOnlyList<int> indices) => indices.Count;
}
