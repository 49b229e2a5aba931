using System.Text.Json.Serialization;

namespace TypedTasks.Testing.Tests;

/// <summary>Tasks that yield classes, and tasks that take their bases.</summary>
internal static partial class Zoo
{
    [JsonPolymorphic]
    [JsonDerivedType(typeof(Circle), "circle")]
    [JsonDerivedType(typeof(Square), "square")]
    internal abstract record Shape;

    internal sealed record Circle(int Radius) : Shape;

    internal sealed record Square(int Side) : Shape;

    [Task]
    public static Circle MakeCircle(int radius) => new(radius);

    [Task]
    public static Square MakeSquare(int side) => new(side);

    [Task]
    public static string Describe(Shape shape) => shape switch
    {
        Circle circle => $"circle {circle.Radius}",
        Square square => $"square {square.Side}",
        _ => "a shape",
    };

    [Task]
    public static string DescribeAll(IReadOnlyList<Shape> shapes) => string.Join(",", shapes.Select(Describe));
}
