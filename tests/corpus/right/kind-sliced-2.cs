using System.Text.Json.Serialization;

namespace Corpus;

[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
public interface IShape;
public record Circle(double Radius) : IShape;
public record Square(double Side) : IShape;

public static partial class Shapes
{
    [Task] public static Circle MakeCircle(double radius) => new(radius);
    [Task] public static Square[] MakeSquares(double side) => [new(side)];
    [Task] public static int Count(IEnumerable<IShape> shapes) => shapes.Count();
}

static class P
{
    public static IGroup<IShape> Flow() => Group.Of<IShape>(Shapes.Tasks.MakeCircle(1), Shapes.Tasks.MakeCircle(2));

    public static ISignature<int> Counted() => Shapes.Tasks.MakeSquares(2) | Shapes.Tasks.Count();
}
