namespace Corpus;

public interface IShape { double Area { get; } }
public record Circle(double Radius) : IShape { public double Area => Radius * Radius * Math.PI; }
public record Square(double Side) : IShape { public double Area => Side * Side; }

public static partial class Shapes
{
    [Task] public static Circle MakeCircle(double radius) => new(radius);
    [Task] public static Square MakeSquare(double side) => new(side);
}

static class P
{
    public static IGroup<IShape> Flow() => Group.Of<IShape>(Shapes.Tasks.MakeCircle(1), Shapes.Tasks.MakeSquare(2)); //! TT2005 TT2005
}
