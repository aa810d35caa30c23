package dev.eigenspark.tasks;

class Dist10TaskTest extends LongDistributionContract {
  Dist10TaskTest() {
    super(new Dist10Task(), 10);
  }
}
