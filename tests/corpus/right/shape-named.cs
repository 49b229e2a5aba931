namespace Corpus;

public static partial class ShapeNamed
{
    [Task("shop.orders.place")] public static void Do() { }
}
