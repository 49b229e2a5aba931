namespace Demo;

public static partial class Shapes
{
    // Of the equal partial factories Scale(int) none is emitted.
    [Task("shapes.scale-text")] public static int Scale(string shape, int factor) => factor;
    [Task("shapes.scale-number")] public static int Scale(double shape, int factor) => factor;
    // The partial Move(int) of the first equals the complete one of the second.
    [Task("shapes.move-to")] public static int Move(string shape, int to) => to;
    [Task("shapes.move")] public static int Move(int by) => by;
    // Without names of their own nobody knows which is meant on the wire.
    [Task] public static int Turn(int by) => by;
    [Task] public static int Turn(string by) => 0;
    // Nullability and tuple names do not tell overloads apart.
    [Task("shapes.name-text")] public static int Name(int shape, (int A, string B) pair) => 0;
    [Task("shapes.name-number")] public static int Name(string shape, (int, string?) pair) => 0;
    // Classes of the user's keep their names.
    [Task] public static int Draw(int by) => by;
    public sealed class DrawSignature;
    private static class TaskInvokers;
}
