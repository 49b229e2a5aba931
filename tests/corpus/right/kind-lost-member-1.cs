namespace Corpus;

public class Order { public int Number { get; init; } public int Twice => Number * 2; }

public static partial class Orders
{
    [Task] public static void Ship(Order order) { }
}
