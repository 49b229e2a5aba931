namespace Shop;

public interface IMailer;

public partial class Mail(IMailer mailer, [FromKeyedServices(1)] IMailer second, IMailer? third = null) : IAsyncDisposable, IDisposable
{
    [Task] public Task Send(string to) => Task.FromResult((mailer, second, third, to));
    [Task] public static int Parse(string text) => text.Length;
    public ValueTask DisposeAsync() => default;
    public void Dispose() { }
}

internal sealed partial class Files : IDisposable
{
    public Files() { }
    public Files(IMailer mailer) { }
    [ActivatorUtilitiesConstructor] internal Files(IMailer mailer, IServiceProvider services) { }
    public Files(IMailer a, IMailer b, IMailer c) { }
    private Files(int a, int b, int c, int d) { }
    [Task] public int Delete(string path) => path.Length;
    public void Dispose() { }
}

public partial record Records(IMailer Mailer)
{
    [Task] public void Store(int value) { }
}

public partial struct Structs
{
    [Task] public int Twice(int value) => value * 2;
}

public partial class Plain
{
    [Task] public int Half(int value) => value / 2;
}
