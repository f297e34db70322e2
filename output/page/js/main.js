showHead();
showScenarios();
showFrontier();
if (data.totals) {
    showOverview();
    showMap();
    showPurchases();
    showNeeds();
    showBudgets();
    showBalance();
}
showProof();
showFoot();
showNavigation();
beginCharts();
