namespace @namespace.Demo;

public static partial class @class
{
    /// <summary>Words <b>of the user</b>.</summary>
    [Task("explicit.name")] public static int @event(int @int, string @string = "x") => @int;
    [Task(Queue = "a<b")] public static void Tagged(int a, int A, int pass, int toString, int equals) { }
    [Task] public static void _odd(int _value, int _) { }
}
