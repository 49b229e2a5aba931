namespace Corpus;

public class Order { public int Number; }

public static partial class Orders
{
    [Task] public static void Ship(Order order) { } //! TT2006
}
