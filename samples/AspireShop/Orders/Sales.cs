using Microsoft.Extensions.Logging;
using TypedTasks;

namespace Shop.Orders;

/// <summary>What becomes of an order.</summary>
public static partial class Sales
{
    [Task(Queue = "orders")]
    public static decimal Price(Order order, [FromServices] ILogger<Order> logger)
    {
        // Its scope names flow, step, task and attempt.
        logger.LogInformation("An order is priced");
        return order.Count * 4.5m;
    }

    [Task(Queue = "orders")]
    public static string Pick(Order order) => order.Article;

    [Task(Queue = "parcels")]
    public static Parcel Pack(string article, decimal price) => new(article, price);
}
