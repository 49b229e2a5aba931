namespace Demo;

public enum Color { Red, @class = 3 }
[Flags] public enum Sides : byte { None, Left = 1, Right = 2 }
public struct Point;

public static partial class Defaults
{
    [Task]
    public static void All(
        int required,
        string text = "a\"b\\\n",
        string? none = null,
        char letter = '\'',
        bool flag = true,
        double ratio = 0.1,
        double infinite = double.PositiveInfinity,
        float single = 1.5f,
        decimal price = 9.90m,
        long big = long.MinValue,
        uint unsigned = 7,
        ulong huge = ulong.MaxValue,
        byte small = 255,
        Color color = Color.@class,
        Sides sides = Sides.Left | Sides.Right,
        Color? maybeColor = Color.Red,
        int? maybe = null,
        int? some = 5,
        Point point = default,
        Guid id = default,
        CancellationToken cancellationToken = default)
    {
    }

    [Task] public static void Forced(string text = null!) { }
    [Task] public static int Many(int first, params string[] rest) => rest.Length;
    [Task] public static int More(params IReadOnlyList<int> rest) => rest.Count;
#nullable disable
    [Task] public static void Oblivious(string text, string none = null) { }
}
