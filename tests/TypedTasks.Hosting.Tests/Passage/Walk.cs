namespace TypedTasks.Hosting.Tests.Passage;

/// <summary>The two steps of the chain.</summary>
public static partial class Walk
{
    [Task]
    public static int First(int value, [FromServices] Trail trail)
    {
        trail.Pass(Boundary.Entered);
        value++;
        trail.Pass(Boundary.Left);
        return value;
    }

    [Task]
    public static int Second(int value) => value * 2;
}
