namespace Corpus;

public class Order
{
    public int Number { get; private set; }

    public static Order Next(int number) => new() { Number = number };
}

public static partial class Orders
{
    [Task] public static IReadOnlyList<Order> Find() => []; //! TT2006
}
