namespace Corpus;

public abstract class ReportBase { public abstract void Print(); }

public partial class InvoiceReport : ReportBase
{
    [Task] public override void Print() { }
}
