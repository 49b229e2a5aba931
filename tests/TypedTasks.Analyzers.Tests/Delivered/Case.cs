namespace TypedTasks.Analyzers.Tests.Delivered;

/// <summary>A task that yields one type, a task that takes another, and how they are put together.</summary>
internal sealed record Case(int Number, int From, int To, Form Form)
{
    public string Flow(int value) => Form.Write(From, To, value, Type);

    public string Expected(int value) => Form.WriteExpected(From, To, value, Type);

    public override string ToString() => $"{Catalogue.All[From].Name} to {Catalogue.All[To].Name} by {Form.Name}";

    private string Type => Catalogue.All[To].Name;
}
