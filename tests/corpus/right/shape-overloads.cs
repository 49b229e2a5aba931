namespace Corpus;

public static partial class ShapeOverloads
{
    [Task("shapes.a")] public static int Area(int a = 1) => a;
    [Task("shapes.b")] public static int Area(string a) => a.Length;
}
