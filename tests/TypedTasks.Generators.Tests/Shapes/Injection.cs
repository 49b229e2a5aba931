namespace Shop;

public interface IMailer;
public interface IClock;

public static partial class Orders
{
    [Task]
    public static Task Confirm(
        TaskContext context, int order, [FromServices] IMailer mailer, [FromKeyedServices("utc")] IClock clock,
        [FromServices] IClock? other, CancellationToken cancellationToken = default) => Task.CompletedTask;
}
