using System.Text.Json.Serialization;

namespace Corpus;

public class Order
{
    [JsonInclude] public int Number { get; private set; }

    public static Order Next(int number) => new() { Number = number };
}

public static partial class Orders
{
    [Task] public static IReadOnlyList<Order> Find() => [];
}
